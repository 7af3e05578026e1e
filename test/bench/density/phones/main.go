// Phones for the density benchmark: a stand-in SIP gateway that costs the machine as little as it can, so that a small
// one holds many calls and the worker is what is measured. It is built on LiveKit's Go SDK, as livekit-sip is, and does
// as livekit-sip 1.9 does: the phone publishes its track when it joins, sends nothing on it before it is picked up, and
// hears nobody before either (livekit/sip, pkg/sip/outbound.go). Sound is sent as it was encoded beforehand, and what
// comes from the agent is counted, not decoded.
//
// It answers LiveKit's CreateSIPParticipant and hands every other request on to the livekit-server behind it. Reports
// go to the standard output, a line of JSON each; it ends with its standard input. Started by phones.worker.ts.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/livekit/protocol/auth"
	"github.com/livekit/protocol/livekit"
	"github.com/livekit/protocol/logger"
	lksdk "github.com/livekit/server-sdk-go/v2"
	"github.com/pion/webrtc/v4"
	"github.com/pion/webrtc/v4/pkg/media"
	"github.com/pion/webrtc/v4/pkg/media/oggreader"
	"google.golang.org/protobuf/encoding/protojson"
)

const (
	trunkID = "ST_density"
	ring    = 500 * time.Millisecond
	// Of one packet of Opus, here as at the agent.
	frame = 20 * time.Millisecond
	// An agent that speaks sends a packet each frame; one that is silent, one now and then.
	hearWindow  = time.Second
	hearPackets = 25
)

// speech is what a phone sends: the opening once, then the line's own noise over and over. One packet each frame.
type speech struct{ opening, noise [][]byte }

type phone struct {
	answered time.Time
	packets  atomic.Int64
	before   int64
	heard    bool
	gone     atomic.Bool
}

type gateway struct {
	serverURL, apiKey, apiSecret string
	speech                       speech
	mu                           sync.Mutex
	phones                       []*phone
}

func main() {
	lksdk.SetLogger(logger.GetDiscardLogger())
	sound, err := readSpeech(os.Getenv("OPENING"), os.Getenv("NOISE"))
	if err != nil {
		log.Fatal(err)
	}
	serverURL := os.Getenv("LIVEKIT_URL")
	gateway := &gateway{
		serverURL: serverURL,
		apiKey:    os.Getenv("LIVEKIT_API_KEY"),
		apiSecret: os.Getenv("LIVEKIT_API_SECRET"),
		speech:    sound,
	}
	target, err := url.Parse(strings.Replace(serverURL, "ws", "http", 1))
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /twirp/livekit.SIP/CreateSIPParticipant", gateway.createParticipant)
	mux.Handle("/", httputil.NewSingleHostReverseProxy(target))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	go func() { log.Fatal(http.Serve(listener, mux)) }()
	tell(map[string]any{"kind": "serving", "env": map[string]string{
		"LIVEKIT_URL":          fmt.Sprintf("ws://%s", listener.Addr()),
		"LIVEKIT_SIP_TRUNK_ID": trunkID,
	}})
	go gateway.report()
	_, _ = io.Copy(io.Discard, os.Stdin)
}

func tell(report map[string]any) {
	line, _ := json.Marshal(report)
	fmt.Println(string(line))
}

// report tells, again and again, how many phones are picked up and how many of them hear an agent speaking.
func (g *gateway) report() {
	for range time.Tick(hearWindow) {
		active, hearing := 0, 0
		g.mu.Lock()
		for _, p := range g.phones {
			if p.gone.Load() || p.answered.IsZero() {
				continue
			}
			active++
			packets := p.packets.Load()
			if packets-p.before >= hearPackets {
				hearing++
			}
			p.before = packets
		}
		g.mu.Unlock()
		tell(map[string]any{"kind": "phones", "atMs": time.Now().UnixMilli(), "active": active, "hearing": hearing})
	}
}

func (g *gateway) createParticipant(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	request := &livekit.CreateSIPParticipantRequest{}
	if err == nil {
		if strings.Contains(r.Header.Get("Content-Type"), "json") {
			err = protojson.Unmarshal(body, request)
		} else {
			err = errors.New("it must be JSON")
		}
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	callID := fmt.Sprintf("SCL_%s", request.SipCallTo)
	room, err := g.call(request, callID)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	answer, _ := protojson.MarshalOptions{UseProtoNames: true}.Marshal(&livekit.SIPParticipantInfo{
		ParticipantId:       room.LocalParticipant.SID(),
		ParticipantIdentity: request.ParticipantIdentity,
		RoomName:            request.RoomName,
		SipCallId:           callID,
	})
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(answer)
}

// call joins, rings, and is picked up; it returns then.
func (g *gateway) call(request *livekit.CreateSIPParticipantRequest, callID string) (*lksdk.Room, error) {
	p := &phone{}
	// As livekit-sip's own: nothing is sent on it, and so nobody can subscribe to it, before the first sample.
	track, err := webrtc.NewTrackLocalStaticSample(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus}, "audio", "pion")
	if err != nil {
		return nil, err
	}
	callback := lksdk.NewRoomCallback()
	callback.OnTrackSubscribed = func(remote *webrtc.TrackRemote, _ *lksdk.RemoteTrackPublication, _ *lksdk.RemoteParticipant) {
		go p.listen(remote)
	}
	callback.OnDisconnected = func() { p.gone.Store(true) }
	token, err := g.token(request, callID)
	if err != nil {
		return nil, err
	}
	room, err := lksdk.ConnectToRoomWithToken(g.serverURL, token, callback, lksdk.WithAutoSubscribe(false))
	if err != nil {
		return nil, err
	}
	if _, err := room.LocalParticipant.PublishTrack(track, &lksdk.TrackPublicationOptions{
		Name: request.ParticipantIdentity,
	}); err != nil {
		return nil, err
	}
	g.mu.Lock()
	g.phones = append(g.phones, p)
	g.mu.Unlock()

	room.LocalParticipant.SetAttributes(map[string]string{"sip.callStatus": "ringing"})
	time.Sleep(ring)
	room.LocalParticipant.SetAttributes(map[string]string{"sip.callStatus": "active"})
	g.mu.Lock()
	p.answered = time.Now()
	g.mu.Unlock()
	go p.speak(track, g.speech)
	for _, participant := range room.GetRemoteParticipants() {
		for _, publication := range participant.TrackPublications() {
			if remote, ok := publication.(*lksdk.RemoteTrackPublication); ok {
				_ = remote.SetSubscribed(true)
			}
		}
	}
	return room, nil
}

func (g *gateway) token(request *livekit.CreateSIPParticipantRequest, callID string) (string, error) {
	return auth.NewAccessToken(g.apiKey, g.apiSecret).
		SetIdentity(request.ParticipantIdentity).
		SetName(request.ParticipantName).
		SetKind(livekit.ParticipantInfo_SIP).
		SetAttributes(map[string]string{
			"sip.callID":      callID,
			"sip.phoneNumber": request.SipCallTo,
			"sip.trunkID":     trunkID,
			"sip.callStatus":  "dialing",
		}).
		SetVideoGrant(&auth.VideoGrant{RoomJoin: true, Room: request.RoomName, CanUpdateOwnMetadata: ptr(true)}).
		ToJWT()
}

func ptr[T any](value T) *T { return &value }

func (p *phone) speak(track *webrtc.TrackLocalStaticSample, said speech) {
	ticks := time.NewTicker(frame)
	defer ticks.Stop()
	for index := 0; !p.gone.Load(); index++ {
		packet := said.noise[index%len(said.noise)]
		if index < len(said.opening) {
			packet = said.opening[index]
		}
		if err := track.WriteSample(media.Sample{Data: packet, Duration: frame}); err != nil {
			return
		}
		<-ticks.C
	}
}

// listen counts the agent's packets, and tells when the first of its words came.
func (p *phone) listen(remote *webrtc.TrackRemote) {
	var began time.Time
	last := time.Time{}
	buffer := make([]byte, 1500)
	for {
		if _, _, err := remote.Read(buffer); err != nil {
			return
		}
		now := time.Now()
		if now.Sub(last) > 3*frame {
			began = now
		}
		last = now
		p.packets.Add(1)
		if !p.heard && now.Sub(began) > hearWindow/2 {
			p.heard = true
			tell(map[string]any{"kind": "heard", "afterMs": began.Sub(p.answered).Milliseconds()})
		}
	}
}

func readSpeech(openingFile, noiseFile string) (speech, error) {
	opening, err := readPackets(openingFile)
	if err != nil {
		return speech{}, err
	}
	noise, err := readPackets(noiseFile)
	return speech{opening, noise}, err
}

// readPackets gives the packets of an OGG file that has one on each page.
func readPackets(file string) ([][]byte, error) {
	opened, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	reader, _, err := oggreader.NewWith(opened)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var packets [][]byte
	for {
		page, _, err := reader.ParseNextPage()
		if errors.Is(err, io.EOF) {
			return packets, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if !strings.HasPrefix(string(page), "Opus") {
			packets = append(packets, page)
		}
	}
}
